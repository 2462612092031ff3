/* Switches on the design system's scripted behaviour. Every page works without it. */
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
