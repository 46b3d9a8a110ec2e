// What a page asks the server.

/** Addresses below the interface that the page asks from now on; every page asks who is there, which is left out. */
export function callsOf(page) {
  const calls = [];
  page.on("request", (request) => {
    if (/\/api\/(?!v1\/session$)/.test(request.url())) calls.push(request.url());
  });
  return calls;
}
