import type { Link } from "@/api/records.ts";
import { useNames } from "./erasures.tsx";
import { RecordSection } from "./record_section.tsx";

/** Members are told by their names, which the API knows by their ids only. */
export default function Teams() {
  const name = useNames();
  return (
    <RecordSection
      type="team"
      plural="teams"
      tells={["members", "description"]}
      shown={{
        members: ({ members }) => ((members as Link[] | undefined) ?? []).map(({ id }) => name(id)).join(", "),
      }}
    />
  );
}
