/** Version of the program, as package.json has it; a specification keeps both alike. */
export const VERSION = '0.1.0';
