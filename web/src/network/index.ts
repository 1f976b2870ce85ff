export { ConnectDialog } from "./connect_dialog.tsx";
export { Connections } from "./connections.tsx";
export { NetworkPicture } from "./picture.tsx";
