import inquirer from 'inquirer';

/** What is used of inquirer; CommonJS has no default beside other names. */
export const createPromptModule = inquirer.createPromptModule;
