import { CardScreen } from "./index.tsx";

export default function BuildingCard({ id = "" }: { id?: string }) {
  return <CardScreen type="building" id={id} />;
}
