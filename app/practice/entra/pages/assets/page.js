// Small things that a form can't do by itself. The page waits for this script: what is
// pressed works from the moment it is seen.
"use strict";

document.addEventListener("click", (event) => {
  const pressed = event.target;
  // A button that is not the page's submit button: it gives another answer.
  if (pressed.matches("[data-answer]")) {
    pressed.form.elements.answer.value = pressed.dataset.answer;
    pressed.form.submit();
  }
  // A way to sign in is chosen wherever it is clicked, also by scripts that click its frame.
  if (pressed.matches("div[data-value]")) pressed.querySelector("button")?.click();
  // Details to send to an administrator.
  if (pressed.matches("[data-copy]")) copy(pressed);
});

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(text); // the person presses the keys themselves
  }
}

document.addEventListener("DOMContentLoaded", () => {
  // The button to copy is of no use without script.
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard || !document.getElementById(button.dataset.copy);
  }

  // The answer for a program, posted to it (response_mode=form_post).
  for (const form of document.querySelectorAll("form[data-autopost]")) form.submit();

  // Microsoft's page for programs goes elsewhere after about a second, without the code.
  for (const page of document.querySelectorAll("[data-leave]")) {
    setTimeout(() => location.assign(page.dataset.leave), 1000);
  }

  // The programs that are told of a sign-out get a moment, then the browser goes on.
  for (const link of document.querySelectorAll("a[data-leave]")) {
    const told = [...document.querySelectorAll("iframe")].map((frame) => new Promise((resolve) => frame.addEventListener("load", resolve)));
    const moment = new Promise((resolve) => setTimeout(resolve, 3000));
    Promise.race([Promise.all(told), moment]).then(() => location.replace(link.href));
  }

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
    setTimeout(look, 250); // phones that answer by themselves do so at once
  }
});
