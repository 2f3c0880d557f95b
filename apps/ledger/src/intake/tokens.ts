/** `HeaterDirectory` of #processes/intake: tell it (`changed(stream)`) of what a command appended. */
export const HEATER_DIRECTORY = Symbol('HeaterDirectory');
/** `Intake` of #processes/intake. */
export const INTAKE = Symbol('Intake');
