/* Switches on the design system's scripted behaviour. Every page works without it. */
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A drawing that is wider than its frame opens where one is, not at its left end.
for (const frame of document.querySelectorAll(".x-scroll")) {
  const box = frame.querySelector(".x-flow-box--here")?.getBoundingClientRect();
  if (box) frame.scrollLeft += box.left + box.width / 2 - (frame.getBoundingClientRect().left + frame.clientWidth / 2);
}
