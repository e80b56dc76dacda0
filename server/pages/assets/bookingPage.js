/* Shows the times in the zone of this computer, once, unless another one was chosen. */
const part = document.querySelector('.booking-zone');
const zones = document.querySelector('#zone');
if (part instanceof HTMLElement && zones instanceof HTMLSelectElement) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isKnown = [...zones.options].some(({ value }) => value === here);
  if (part.dataset['zoneChosen'] === undefined && isKnown && zones.value !== here) {
    zones.value = here;
    part.querySelector('button')?.click();
  }
}
