/*
 * What hbspt.forms.create does unless the form is "raw HTML": the same form
 * in an about:blank frame of the page, whose document the page may read but
 * whose submit event the page's document never hears.
 */
import { hubspot } from './hubspot-v2.mjs';

export default hubspot('HubSpot v2 in a frame of the page', true);
