import { complain } from "@/shared/toast.tsx";
import { mark, type Notice, type Notices } from "./reading.ts";

/** Shows a notice as read (or not) at once, and back again where that was refused. */
export function marking(shown: Notices, set: (notices: Notices) => void) {
  return async (notice: Notice, read: boolean): Promise<void> => {
    const shownAs = (read_at: string | null): Notices => ({
      ...shown,
      data: shown.data.map((each) => (each.id === notice.id ? { ...each, read_at } : each)),
    });
    set(shownAs(read ? new Date().toISOString() : null));
    try {
      await mark(notice, read);
    } catch (error) {
      set(shownAs(notice.read_at));
      complain(error);
    }
  };
}
