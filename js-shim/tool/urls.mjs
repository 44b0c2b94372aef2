// The address of an API, as Node connects to it.

/**
 * Scheme, host, port (empty: the scheme's) and path. Nothing for a text that is no http address, or that is not written as it is
 * read: "http://2130706433" is 127.0.0.1, and nobody who reads it knows.
 */
export function readUrl(text) {
  const written = /^(https?):\/\/([^/:[\]]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/[^?#]*)?$/i.exec(text);
  if (written === null || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const [, scheme, host, port = "", path = "/"] = written;
  const usual = url.protocol === "https:" ? "443" : "80";
  const isAsWritten =
    url.protocol === `${scheme.toLowerCase()}:` &&
    url.hostname === host.toLowerCase() &&
    (url.port || usual) === (port || usual) &&
    url.pathname === path;
  return isAsWritten ? [scheme.toLowerCase(), url.hostname, url.port, url.pathname] : undefined;
}
