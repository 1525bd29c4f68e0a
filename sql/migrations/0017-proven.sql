-- Consents of addresses that nobody has proven do not hold: see consent_proven.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- They were counted as holding; the next summaries count them anew.
insert into undersigned.stale (petition_id, block)
select distinct petition_id, id >> 14
from undersigned.signature
where state = 'confirmed' and mails = 0;
