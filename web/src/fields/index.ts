export { FieldInput } from "./input.tsx";
export { kindOf } from "./kinds.ts";
export { labelOf, optionLabel, optionsOf } from "./label.ts";
export { type Block, type FieldDef, fieldOf, type Schema, schemaOf, useSchema } from "./schema.ts";
export { isTypeNamed, plain, typeName, typeNames } from "./type_name.ts";
export { FieldValue } from "./value.tsx";
