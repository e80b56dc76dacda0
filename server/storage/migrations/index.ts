import type { Migration } from 'kysely';
import { conclusions } from './conclusions.ts';
import { cohorts } from './cohorts.ts';
import { deliveries } from './deliveries.ts';
import { apiMails } from './apiMails.ts';
import { desk } from './desk.ts';
import { eventLogs } from './eventLogs.ts';
import { first } from './first.ts';
import { proctorexam } from './proctorexam.ts';
import { reports } from './reports.ts';
import { retention } from './retention.ts';
import { sentRecords } from './sentRecords.ts';
import { serverProcesses } from './serverProcesses.ts';
import { slots } from './slots.ts';
import { staff } from './staff.ts';
import { supportCodes } from './supportCodes.ts';

/** In order of their names. One that has run anywhere is never changed; a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_event_logs': eventLogs,
  '0003_sent_records': sentRecords,
  '0004_support_codes': supportCodes,
  '0005_deliveries': deliveries,
  '0006_conclusions': conclusions,
  '0006_slots': slots,
  '0007_proctorexam': proctorexam,
  '0008_api_mails': apiMails,
  '0009_desk': desk,
  '0011_staff': staff,
  '0012_cohorts': cohorts,
  '0013_server_processes': serverProcesses,
  '0015_retention': retention,
  '0016_reports': reports,
};
