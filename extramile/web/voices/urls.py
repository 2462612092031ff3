"""Addresses of the voices room, and of the public pages on which people answer."""

from django.urls import path

from extramile.web.voices.views import answering, rooms, surveys

app_name = "voices"
SURVEY = "p/<slug:slug>/voices/surveys/<int:survey_id>"
urlpatterns = [
    path("answer/<slug:code>/", answering.answer, name="answer"),
    path("answer/<slug:code>/thanks/", answering.thanks, name="thanks"),
    path("answer/<slug:code>/<slug:secret>/", answering.answer, name="resume"),
    path("p/<slug:slug>/voices/", rooms.home, name="home"),
    path("p/<slug:slug>/voices/surveys/new/", surveys.new, name="survey-new"),
    path(f"{SURVEY}/", surveys.survey, name="survey"),
    path(f"{SURVEY}/edit/", surveys.edit, name="survey-edit"),
    path(f"{SURVEY}/step/", surveys.step, name="survey-step"),
    path(f"{SURVEY}/paper/", surveys.paper, name="paper"),
    path(f"{SURVEY}/enter/", surveys.enter, name="enter"),
    path(f"{SURVEY}/questions/add/", surveys.question, name="question-add"),
    path(f"{SURVEY}/questions/<int:question_id>/", surveys.question, name="question"),
    path(f"{SURVEY}/questions/<int:question_id>/do/", surveys.question_do, name="question-do"),
]
