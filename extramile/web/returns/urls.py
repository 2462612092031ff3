"""Addresses of returns. They hold numbers and the names of rules, and nothing of a file."""

from django.urls import path

from extramile.web.returns.views import asking, figures, letting_out, loads, queue, released, rules, taking, worklist

app_name = "returns"
HOME = "p/<slug:slug>/returns/"
ONE = f"{HOME}<int:load_id>/"
OUT = "p/<slug:slug>/figures/"
urlpatterns = [
    path(HOME, loads.home, name="home"),
    path(f"{HOME}headings/", asking.remembered, name="remembered"),
    path(ONE, loads.load, name="load"),
    path(f"{ONE}rules/<slug:rule>/", rules.rule, name="rule"),
    path(f"{ONE}problems/", queue.problems, name="queue"),
    path(f"{ONE}problems/set-back/", queue.set_back, name="set-back"),
    path(f"{ONE}gone/", queue.gone, name="gone"),
    path(f"{ONE}problems/<slug:rule>/<int:place>/", queue.problem, name="problem"),
    path(f"{ONE}headings/", asking.headings, name="headings"),
    path(f"{ONE}again/", asking.again, name="again"),
    path(f"{ONE}stop/", asking.stop, name="stop"),
    path(f"{ONE}as-it-is/", asking.as_it_is, name="as-it-is"),
    path(f"{ONE}take/<slug:form>/", taking.take, name="take"),
    path(f"{ONE}measures/", figures.figures, name="figures"),
    path(f"{ONE}measures/again/", figures.begin_again, name="measure-again"),
    path(f"{ONE}measures/<slug:measure>/", figures.figure, name="figure"),
    path(f"{ONE}measures/<slug:measure>/rows/", figures.rows, name="figure-rows"),
    path(f"{ONE}measures/<slug:measure>/rows/take/", figures.take_rows, name="take-rows"),
    path(f"{ONE}worklist/", worklist.work, name="work"),
    path(f"{ONE}worklist/take/", worklist.take_work, name="take-work"),
    path(f"{ONE}worklist/<int:key>/", worklist.case, name="case"),
    path(f"{ONE}audiences/", released.audiences, name="audiences"),
    path(f"{ONE}audiences/let-out/", letting_out.let_out, name="let-out"),
    path(f"{ONE}forecast/", worklist.forecast, name="forecast"),
    path(f"{ONE}delete/", loads.delete, name="delete"),
    path(OUT, released.released_list, name="released-list"),
    path(f"{OUT}<int:release_id>/", released.released, name="released"),
    path(f"{OUT}<int:release_id>/take-back/", letting_out.take_back, name="take-back"),
    path(f"{OUT}<int:release_id>/<slug:audience>.<str:form>", released.download, name="released-file"),
    path(f"{OUT}<int:release_id>/<slug:measure>/", released.figure, name="released-figure"),
    path(f"{OUT}<int:release_id>/<slug:measure>/keep/", released.keep, name="keep-figure"),
]
