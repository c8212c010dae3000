/** What is used of inquirer. */
export { default } from 'inquirer';
