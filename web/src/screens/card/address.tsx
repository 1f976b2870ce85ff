import { CardScreen } from "./index.tsx";

export default function AddressCard({ id = "" }: { id?: string }) {
  return <CardScreen type="address" id={id} />;
}
