/** The directory of the processed bucket where S3 Batch Operations write their reports. */
export const backfillReportsPrefix = 'backfill-reports';
