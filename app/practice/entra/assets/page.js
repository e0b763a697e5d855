// Three small things that a form can't do by itself.
"use strict";

// A button that is not the page's submit button: it gives another answer.
for (const button of document.querySelectorAll("[data-answer]")) {
  button.addEventListener("click", () => {
    button.form.elements.answer.value = button.dataset.answer;
    button.form.submit();
  });
}

// The answer for a program, posted to it (response_mode=form_post).
for (const form of document.querySelectorAll("form[data-autopost]")) form.submit();

// A request on the phone: look once a second whether it was answered. While the
// tenant can't be reached, keep trying: its owner may be changing.
for (const form of document.querySelectorAll("form[data-poll]")) {
  const look = async () => {
    try {
      const reply = await fetch(form.dataset.poll, { cache: "no-store" });
      if (reply.ok && !(await reply.json()).waiting) return form.submit();
    } catch {
      // tried again below
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
