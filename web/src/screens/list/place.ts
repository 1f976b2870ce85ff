/** Which type of record an address lists: `/relations`, or `/list/supply` for those without an address of their own. */
const TYPES: Record<string, string> = {
  relations: "relation",
  contacts: "contact",
  addresses: "address",
  activities: "activity",
  documents: "document",
  buildings: "building",
  products: "product",
};

export function typeOfPlace(path: string): string {
  const [first = "", second = ""] = path.split("/").filter(Boolean);
  return first === "list" ? second : (TYPES[first] ?? first);
}

export function placeOf(type: string): string {
  const found = Object.entries(TYPES).find(([, each]) => each === type);
  return found ? `/${found[0]}` : `/list/${type}`;
}
