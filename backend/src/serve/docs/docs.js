// Shows openapi.json as a list to read: operations by area, then the shapes of their bodies.

const METHODS = ["get", "post", "put", "delete"];

const main = document.getElementById("operations");
try {
  const response = await fetch("/api/v1/openapi.json");
  const api = await response.json();
  main.replaceChildren(...areas(api), shapes(api));
} catch (error) {
  main.replaceChildren(element("p", `The description could not be loaded: ${error}`));
}
main.removeAttribute("aria-busy");

function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

function areas(api) {
  const byTag = new Map();
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((method) => item[method])) {
      const tag = item[method].tags?.[0] ?? "other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation(method, path, item[method])]);
    }
  }
  return [...byTag].map(([tag, operations]) => element("section", element("h2", tag), ...operations));
}

function operation(method, path, described) {
  const name = element("code", `${method.toUpperCase()} ${path}`);
  const summary = element("summary", name, " ", described.summary ?? described.description ?? "");
  const rows = [];
  for (const parameter of described.parameters ?? []) {
    rows.push(row(`${parameter.in} ${parameter.name}`, nameOf(parameter.schema)));
  }
  if (described.requestBody) rows.push(row("body", bodyOf(described.requestBody)));
  for (const [status, answer] of Object.entries(described.responses ?? {})) rows.push(row(status, bodyOf(answer)));
  return element("details", summary, element("table", element("tbody", ...rows)));
}

function row(head, ...cells) {
  const th = element("th", head);
  th.scope = "row";
  return element("tr", th, element("td", ...cells));
}

function bodyOf(part) {
  const [type, content] = Object.entries(part.content ?? {})[0] ?? [];
  return content ? element("span", nameOf(content.schema), ` (${type})`) : "nothing";
}

function nameOf(schema) {
  if (!schema) return "";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    const link = element("a", name);
    link.href = `#${name}`;
    return link;
  }
  if (schema.type === "array") return element("span", "list of ", nameOf(schema.items));
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) return element("span", ...choices.flatMap((one, at) => (at ? [" or ", nameOf(one)] : [nameOf(one)])));
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(", ");
  return [schema.type ?? "anything"].flat().join(" or ");
}

function shapes(api) {
  const all = Object.entries(api.components?.schemas ?? {}).map(([name, schema]) => {
    const rows = Object.entries(schema.properties ?? {}).map(([key, value]) => {
      const needed = schema.required?.includes(key) ? "" : " (optional)";
      return row(`${key}${needed}`, nameOf(value), " ", value.description ?? "");
    });
    const body = rows.length ? element("table", element("tbody", ...rows)) : element("p", nameOf(schema));
    const title = element("h3", name);
    title.id = name;
    return element("article", title, element("p", schema.description ?? ""), body);
  });
  return element("section", element("h2", "Bodies"), ...all);
}
