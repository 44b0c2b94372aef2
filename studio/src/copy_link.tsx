// The address of what is shown, all of its state in the part behind #. The token of this start stays out of it: the link is pasted
// behind the address of any studio of the same database, or into its search for a table.
import { linkTo, type Place } from "./route";
import { useStudio } from "./state";

export function CopyLink({ place }: { place: Place }) {
  const { say } = useStudio();
  const copy = async () => {
    const link = linkTo(place);
    try {
      await navigator.clipboard.writeText(link);
      say({ text: "Copied. Paste it behind the address of a studio, or into “Find a table”.", bad: false });
    } catch {
      say({ text: link, bad: false });
    }
  };
  return (
    <button type="button" onClick={copy}>
      Copy link
    </button>
  );
}
