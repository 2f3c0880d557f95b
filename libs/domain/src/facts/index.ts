export * from './facts.js';
export * from './fact-event.js';
export * from './empty-facts.js';
export * from './fold.js';
export * from './lookup-place.js';
export * from './lookup-party.js';
export * from './change-dates.js';
export * from './reaches-back.js';
