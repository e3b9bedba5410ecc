#include "kiosk/target-size.h"

/* Displays that say nothing, or what cannot be: 96 dots per inch are taken instead. A counter's
 * displays lie between a coarse 24-inch one and a fine 10-inch one. */
#define USUAL_PER_INCH 96.0
#define FEWEST_PER_INCH 60.0
#define MOST_PER_INCH 230.0
#define MM_PER_INCH 25.4

/**
 * uke_target_size:
 * @pixels: the display along one side, in application pixels
 * @millimetres: the same side as the display tells it; 0 or less: it does not
 * @target_mm: how large something is to be
 *
 * Finds how many application pixels something takes on a display.
 *
 * Returns: pixels, rounded up
 */
int
uke_target_size (int pixels, int millimetres, int target_mm)
{
  double per_inch = millimetres > 0 ? pixels * MM_PER_INCH / millimetres : 0;
  double size;

  if (per_inch < FEWEST_PER_INCH || per_inch > MOST_PER_INCH)
    per_inch = USUAL_PER_INCH;
  size = target_mm * per_inch / MM_PER_INCH;
  return (int) size + (size > (int) size ? 1 : 0);
}
