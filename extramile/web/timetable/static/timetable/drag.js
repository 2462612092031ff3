/* A session is dragged to another time or place. What is dropped sends the form that stands in its cell: the same as the form
   on the session's page, which is the way for the keyboard, for touch and for pages without scripts. */
const grid = document.querySelector(".t-grid");
const hint = document.querySelector("[data-drag-hint]");
let dragged = null;

function target(event) {
  return event.target.closest("td[data-start]");
}

if (grid && matchMedia("(pointer: fine)").matches) {
  if (hint) hint.hidden = false;
  for (const cell of grid.querySelectorAll(".t-held")) {
    cell.draggable = true;
    cell.addEventListener("dragstart", (event) => {
      dragged = cell;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
  }
  grid.addEventListener("dragover", (event) => {
    const over = target(event);
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    grid.querySelector(".t-over")?.classList.remove("t-over");
    over.classList.add("t-over");
  });
  grid.addEventListener("dragend", () => {
    grid.querySelector(".t-over")?.classList.remove("t-over");
    dragged = null;
  });
  grid.addEventListener("drop", (event) => {
    const over = target(event);
    const form = dragged?.querySelector("form");
    if (!over || !form || over === dragged) return;
    event.preventDefault();
    form.elements.start.value = over.dataset.start;
    form.elements.place.value = over.dataset.place;
    form.submit();
  });
}
