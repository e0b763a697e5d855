import icon from "../../../build/icon.svg";

// Mark is the program's own picture.
export function Mark() {
  return <img src={icon} width={24} height={24} alt="" />;
}
