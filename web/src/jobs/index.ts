export { type Begun, begin, countOf, download, type Job, type ListedJob, type Those, undoJob } from "./job.ts";
export { JobDialog } from "./job_dialog.tsx";
export { JobActions, JobProgress, JobState } from "./progress.tsx";
export { Refused } from "./refused.tsx";
export { outcomes, titleOf } from "./telling.ts";
export { useJob } from "./watching.ts";
