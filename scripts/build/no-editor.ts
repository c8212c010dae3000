/** Stands in for inquirer's editor prompt in the bundle. */
export default function editor(): never {
  throw new Error('this program opens no editor');
}
