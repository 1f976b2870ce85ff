export { type Asked, askedOf } from "./asked.ts";
export { CriteriaBuilder } from "./builder.tsx";
export { describe } from "./describe.ts";
export { isWhole, offered, operatorLabel } from "./operators.ts";
export { type Condition, type Criteria, groupOf, written } from "./tree.ts";
