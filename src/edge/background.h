/* background: work that the hits beside it must not feel. */
#ifndef BACKGROUND_H
#define BACKGROUND_H

/*
 * From now on this process and its children weigh less, `weight` as of
 * nice(2), and keep off one of the processors they may use, if there are two:
 * there a hit never waits for the end of somebody's time slice.  What the
 * system refuses is logged and changes nothing.
 */
void background_enter(int weight);

#endif
