import { CardScreen } from "./index.tsx";

export default function RelationCard({ id = "" }: { id?: string }) {
  return <CardScreen type="relation" id={id} />;
}
