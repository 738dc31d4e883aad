// How scripts of our pages post: with the page's token, which ends after an hour, or with a sign-in in another tab. When
// it is refused the page is asked for again, by whoever is signed in now, and the token in it taken over, for the forms
// too; whether they may save here is the server's to say. `fields` is a form as text, `options` are those of fetch.
export async function post(address, fields, options = {}) {
  const send = () => fetch(address, { method: "POST", headers: headers(), body: fields, ...options });
  const reply = await send();
  return reply.status === 400 && (await renewToken()) ? send() : reply;
}

function headers() {
  return {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-CSRFToken": document.querySelector('meta[name="csrf-token"]')?.content ?? "",
    "X-Requested-With": "XMLHttpRequest",
  };
}

async function renewToken() {
  const reply = await fetch(location.href);
  if (!reply.ok || reply.redirected) return false;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const token = page.querySelector('meta[name="csrf-token"]')?.content;
  if (!token) return false;
  document.querySelector('meta[name="csrf-token"]').content = token;
  document.querySelectorAll('input[name="csrf_token"]').forEach((field) => (field.value = token));
  return true;
}
