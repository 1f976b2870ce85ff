/** What `GET /v1/relations/{id}/brief` tells of a relation that nothing else is known of. */
export const briefOf = <Relation extends object>(relation: Relation) => ({
  relation,
  contacts: [],
  open_tasks: [],
  last_touches: [],
  next: [],
  counts: { contacts: 0, open_tasks: 0, documents: 0 },
  duplicates: 0,
  following: false,
  complete: true,
});
