"""Addresses of the voices room, and of the public pages on which people answer."""

from django.urls import path

from extramile.web.voices.views import answering, coding, hearing, importing, loop, reaching, rooms, sessions, surveys

app_name = "voices"
SAID = "p/<slug:slug>/voices/said/<slug:kind>/<uuid:thing_id>"
SURVEY = "p/<slug:slug>/voices/surveys/<int:survey_id>"
urlpatterns = [
    path("answer/<slug:code>/", answering.answer, name="answer"),
    path("answer/<slug:code>/thanks/", answering.thanks, name="thanks"),
    path("answer/<slug:code>/<slug:secret>/", answering.answer, name="resume"),
    path("p/<slug:slug>/voices/", rooms.home, name="home"),
    path("p/<slug:slug>/voices/heard/", reaching.heard, name="heard"),
    path("p/<slug:slug>/voices/heard.csv", reaching.heard_csv, name="heard-csv"),
    path("p/<slug:slug>/voices/search/", rooms.search, name="search"),
    path("p/<slug:slug>/voices/surveys/new/", surveys.new, name="survey-new"),
    path(f"{SURVEY}/", surveys.survey, name="survey"),
    path(f"{SURVEY}/edit/", surveys.edit, name="survey-edit"),
    path(f"{SURVEY}/step/", surveys.step, name="survey-step"),
    path(f"{SURVEY}/paper.pdf", surveys.paper, {"size": "paper"}, name="paper"),
    path(f"{SURVEY}/large-print.pdf", surveys.paper, {"size": "large-print"}, name="large-print"),
    path(f"{SURVEY}/enter/", surveys.enter, name="enter"),
    path(f"{SURVEY}/questions/add/", surveys.question, name="question-add"),
    path(f"{SURVEY}/questions/<int:question_id>/", surveys.question, name="question"),
    path(f"{SURVEY}/questions/<int:question_id>/do/", surveys.question_do, name="question-do"),
    path(f"{SURVEY}/results/", hearing.results, name="results"),
    path(f"{SURVEY}/results.csv", hearing.results_csv, name="results-csv"),
    path(f"{SURVEY}/reach.csv", hearing.reach_csv, name="reach-csv"),
    path(f"{SURVEY}/texts/", hearing.texts, name="texts"),
    path(f"{SURVEY}/texts.csv", hearing.texts_csv, name="texts-csv"),
    path(f"{SURVEY}/contacts/", hearing.contacts, name="contacts"),
    path(f"{SURVEY}/import/", importing.import_new, name="import-new"),
    path("p/<slug:slug>/voices/imports/<int:import_id>/", importing.import_table, name="import"),
    path("p/<slug:slug>/voices/population/<slug:group>/", hearing.population, name="population"),
    path("p/<slug:slug>/voices/coding/", coding.to_code, name="coding"),
    path("p/<slug:slug>/voices/coding/agreement/", coding.agreement, name="agreement"),
    path("p/<slug:slug>/voices/coding/book/", coding.book, name="book"),
    path(f"{SAID}/code/", coding.code, name="code"),
    path(f"{SAID}/settle/", coding.settle, name="settle"),
    path(f"{SAID}/redact/", coding.redact, name="redact"),
    path("p/<slug:slug>/voices/themes/<slug:theme>/", hearing.theme, name="theme"),
    path("p/<slug:slug>/voices/sessions.csv", sessions.sessions_csv, name="sessions-csv"),
    path("p/<slug:slug>/voices/sessions/new/", sessions.session_edit, name="session-new"),
    path("p/<slug:slug>/voices/sessions/<int:session_id>/", sessions.session, name="session"),
    path("p/<slug:slug>/voices/sessions/<int:session_id>/edit/", sessions.session_edit, name="session-edit"),
    path(
        "p/<slug:slug>/voices/sessions/<int:session_id>/roster/<int:line_id>/",
        sessions.roster_line,
        name="roster-line",
    ),
    path("p/<slug:slug>/voices/quotes/<uuid:quote_id>/withdraw/", sessions.withdraw, name="consent-withdraw"),
    path("p/<slug:slug>/voices/loop/", loop.loop, name="loop"),
    path("p/<slug:slug>/voices/loop.csv", loop.loop_csv, name="loop-csv"),
    path("p/<slug:slug>/voices/loop/new/", loop.loop_edit, name="loop-new"),
    path("p/<slug:slug>/voices/loop/<int:entry_id>/", loop.loop_edit, name="loop-edit"),
    path("p/<slug:slug>/voices/loop/<int:entry_id>/release/", loop.loop_release, name="loop-release"),
    path("voices/<slug:slug>/", loop.public, name="public"),
]
