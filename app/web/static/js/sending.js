// How scripts of our pages post: with the page's token and the number of whoever the page was made for. The token ends
// with a sign-in in another tab: when it is refused the page is asked for again and the token in it taken over, for the
// forms too; but only of a page for the same person. Nothing of this page is ever sent in the name of the next one at
// the desk: their token stays where it is, and the server refuses with 412 a post that names somebody else.
// `fields` is a form as text, `options` are those of fetch.
export async function post(address, fields, options = {}) {
  const send = () => fetch(address, { method: "POST", headers: headers(), body: fields, ...options });
  const reply = await send();
  return reply.status === 400 && (await renewToken()) ? send() : reply;
}

// What becomes of a post: it is "taken"; "waiting" for a connection or a server that can take it; the page is of a
// person who is "signedOut", or in whose place there is "somebodyElse"; or it is "refused" for good.
export function outcome(reply) {
  if (reply.redirected || [400, 401].includes(reply.status)) return "signedOut";
  if (reply.ok) return "taken";
  if (reply.status === 412) return "somebodyElse";
  return reply.status === 429 || reply.status >= 500 ? "waiting" : "refused";
}

// What the server says in its JSON; nothing where a proxy in front answered instead.
export async function messageOf(reply) {
  return reply.headers.get("Content-Type")?.startsWith("application/json") ? reply.json() : {};
}

// Fetch rejects with a TypeError when there is no connection; any other error is a mistake of ours.
export function isNoConnection(problem) {
  return problem instanceof TypeError;
}

// The number of whom the page was made for.
export function person(page = document) {
  return meta(page, "person")?.content ?? "";
}

function headers() {
  return {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-CSRFToken": meta(document, "csrf-token")?.content ?? "",
    "X-Person": person(),
    "X-Requested-With": "XMLHttpRequest",
  };
}

async function renewToken() {
  const reply = await fetch(location.href);
  if (!reply.ok || reply.redirected) return false;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const token = meta(page, "csrf-token")?.content;
  if (!token || person(page) !== person()) return false;
  meta(document, "csrf-token").content = token;
  document.querySelectorAll('input[name="csrf_token"]').forEach((field) => (field.value = token));
  return true;
}

function meta(page, name) {
  return page.querySelector(`meta[name="${name}"]`);
}
