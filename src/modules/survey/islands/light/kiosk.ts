/** The kiosk: one question a screen, answers kept on the device first, back to the start when nobody touches it. */
import { dataIn } from '../kiosk/page-copy.ts';
import { runKiosk } from '../kiosk/run.ts';

const place = document.getElementById('kios');
const data = dataIn(document);
// Browsers before 2020 keep the page with the link to the plain form.
if (place && data && 'replaceChildren' in place) void runKiosk(place, data);
