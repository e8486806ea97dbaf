// On every page: an error summary takes the focus when it appears. Everything else works without this file.

document.querySelector<HTMLElement>(".error-summary")?.focus();
