"""Addresses of the room “Inspect”. Apps above add theirs beneath `ONE`."""

from django.urls import path

from extramile.web.inspections.views import (
    circle,
    countdown,
    dates,
    inspections,
    letters,
    people,
    rehearsal,
    room,
    tasks,
)

app_name = "inspections"
ROOM = "p/<slug:slug>/inspect/"
ONE = f"{ROOM}<int:inspection_id>/"
TASK = f"{ONE}checklist/<int:task_id>/"
LETTER = f"{ONE}letters/<slug:letter>/"
PERSON = f"{ONE}people/<int:person_id>/"
urlpatterns = [
    path(ROOM, inspections.inspections, name="inspections"),
    path(f"{ROOM}new/", inspections.new, name="new"),
    path(ONE, countdown.countdown, name="inspection"),
    path(f"{ONE}end/", countdown.end, name="end"),
    path(f"{ONE}reopen/", countdown.reopen, name="reopen"),
    path(f"{ONE}rehearsal/", rehearsal.rehearsal, name="rehearsal"),
    path(f"{ONE}dates/", dates.dates, name="dates"),
    path(f"{ONE}dates/enter/", dates.enter, name="enter-days"),
    path(f"{ONE}checklist/", tasks.checklist, name="checklist"),
    path(f"{ONE}checklist.csv", tasks.checklist_csv, name="checklist-csv"),
    path(f"{ONE}checklist/new/", tasks.add, name="add-task"),
    path(f"{ONE}checklist/change/", tasks.change_several, name="change-several"),
    path(f"{ONE}letters/", letters.letters, name="letters"),
    path(f"{ONE}letters/pack/", letters.build_pack, name="build-pack"),
    path(f"{ONE}letters/pack/<int:built_id>/", letters.built_pack, name="built-pack"),
    path(f"{LETTER}", letters.letter, name="letter"),
    path(f"{LETTER}write/", letters.write, name="write-letter"),
    path(f"{LETTER}template/", letters.template, name="letter-template"),
    path(f"{LETTER}sent/", letters.sent, name="letter-sent"),
    path(f"{LETTER}file/<slug:form>/", letters.file, name="letter-file"),
    path(f"{ONE}circle/", circle.circle, name="circle"),
    path(f"{ONE}circle/let-in/", circle.let_in, name="let-in"),
    path(f"{ONE}circle/<int:row_id>/put-out/", circle.put_out, name="put-out"),
    path(f"{ONE}circle/readings.csv", circle.readings_csv, name="readings-csv"),
    path(f"{ONE}room/", room.room, name="room"),
    path(f"{ONE}room/figures/", room.figures, name="room-figures"),
    path(f"{ONE}room/criteria/<slug:criterion_id>/", room.criterion, name="room-criterion"),
    path(f"{ONE}people/", people.people, name="people"),
    path(f"{ONE}people.csv", people.contacts_csv, name="contacts-csv"),
    path(f"{ONE}people/new/", people.add, name="add-person"),
    path(f"{ONE}people/roles/", people.roles, name="roles"),
    path(f"{PERSON}", people.person, name="person"),
    path(f"{PERSON}change/", people.change, name="change-person"),
    path(f"{PERSON}leave/", people.leave, name="person-leaves"),
    path(f"{PERSON}back/", people.come_back, name="person-returns"),
    path(f"{TASK}", tasks.task, name="task"),
    path(f"{TASK}step/", tasks.step, name="task-step"),
    path(f"{TASK}evidence/", tasks.task_evidence, name="task-evidence"),
]
