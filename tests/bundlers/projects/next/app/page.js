export default function Page() {
  return <p>squall</p>;
}
