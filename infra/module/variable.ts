/** A variable of the module, as Terraform's JSON has it. */
export interface Variable {
  /** A type of Terraform. */
  type: string;
  description: string;
  /** Undefined where a value is required. */
  default?: unknown;
  /** False where null is no value. */
  nullable?: false;
  validation?: readonly { condition: string; error_message: string }[];
}
