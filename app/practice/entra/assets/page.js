// Small things that a form can't do by itself.
"use strict";

// A button that is not the page's submit button: it gives another answer.
for (const button of document.querySelectorAll("[data-answer]")) {
  button.addEventListener("click", () => {
    button.form.elements.answer.value = button.dataset.answer;
    button.form.submit();
  });
}

// A way to sign in is chosen wherever it is clicked, also by scripts that click its frame.
for (const proof of document.querySelectorAll("div[data-value]")) {
  proof.addEventListener("click", (event) => {
    if (event.target === proof) proof.querySelector("button")?.click();
  });
}

// Details to send to an administrator; the button is of no use without script.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!text || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text); // the person presses the keys themselves
    }
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
  setTimeout(look, 250); // phones that answer by themselves do so at once
}
