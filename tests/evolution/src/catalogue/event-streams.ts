import { addShapes, bumps, type ModelChange } from "./change.ts";

const search = "    deleted: AssociationDeleted\n";
const removeShape = (name: string, what: string) => ({
  search: `/// An association was ${what}.\nstructure ${name} {\n    /// Its ID.\n    associationId: String\n}\n`,
  replace: "",
});
const removeCreated = removeShape("AssociationCreated", "created");
const removeDeleted = removeShape("AssociationDeleted", "deleted");
const addToStream = (member: string) => ({
  search,
  replace: `${search}\n    /// It is another one.\n    ${member}\n`,
});

/** Changes of an event stream. Programs that read all events show their size, so the calls are of the other operation. */
export const eventStreams: readonly ModelChange[] = [
  {
    name: "event-added",
    description: "an event is added to the event stream of a response",
    startingModel: "streaming",
    edits: [
      addToStream("renamed: AssociationRenamed"),
      addShapes(
        "/// An association got another name.\nstructure AssociationRenamed {\n    /// The name.\n    name: String\n}",
      ),
    ],
    bumps: bumps("major", "major", "minor"),
    exchanges: [{}],
  },
  {
    name: "event-removed",
    description: "an event is removed from the event stream of a response",
    startingModel: "streaming",
    edits: [{ search: `\n    /// It was deleted.\n${search}`, replace: "" }, removeDeleted],
    bumps: bumps("major", "major", "major"),
    exchanges: [{}],
  },
  {
    name: "event-error-added",
    description: "an error of the service is added to the event stream of a response",
    startingModel: "streaming",
    edits: [addToStream("missing: ResourceNotFoundException")],
    bumps: bumps("patch", "major", "minor", "minor"),
    exchanges: [{}],
  },
  {
    name: "event-stream-removed",
    description: "a response loses its event stream",
    startingModel: "streaming",
    edits: [
      {
        search: "    /// The changes, in order.\n    @httpPayload\n    changes: AssociationChange\n",
        replace: "",
      },
      {
        search: `/// A change of an association.\n@streaming\nunion AssociationChange {\n    /// It was created.\n    created: AssociationCreated\n\n    /// It was deleted.\n${search}}\n`,
        replace: "",
      },
      removeCreated,
      removeDeleted,
    ],
    bumps: bumps("major", "major", "major"),
    exchanges: [{}],
  },
];
