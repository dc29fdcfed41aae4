/** The case that shows whether the endpoint answers at all. It opens every plan, whatever was selected. */
export const CONTROL_CASE = 'basic/minimal';
