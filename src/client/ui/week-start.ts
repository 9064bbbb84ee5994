import { createContext } from 'react';

/** ISO weekday with which calendars begin; undefined: as usual where the reader is. */
export const WeekStartContext = createContext<number | undefined>(undefined);
