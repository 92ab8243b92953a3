namespace ExchangeArchiveSafety;

/// <summary>The checks of this machine: where the journal and the quarantine lie, and whose libraries are in this process.</summary>
public static class LocalReadiness
{
    /// <summary>A journal of one tenant grows by some hundred bytes a change.</summary>
    public const long RoomForJournal = 100L << 20;

    /// <summary>Removed copies are saved whole.</summary>
    public const long RoomForQuarantine = 1L << 30;

    private const string Category = "Files";

    /// <summary>Whether a journal can be written. Nothing stays behind, and none is begun.</summary>
    /// <param name="path">Its full path; null where it is not known.</param>
    /// <param name="isNamed">Whether the caller named it; its folder has to be there then.</param>
    public static ArchiveSafetyCheck Journal(string? path, bool isNamed) => path is null
        ? Made("Journal", ReadinessStatus.Skipped, CoreMessages.CheckNoJournal)
        : Place("Journal", path, Path.GetDirectoryName(path)!, !isNamed, RoomForJournal, () =>
        {
            if (Directory.Exists(path))
            {
                throw new IOException(DisplayText.Sentence(CoreMessages.JournalIsFolder, path));
            }

            Try(new JournalFile(path));
        });

    /// <summary>Whether a journal that lies elsewhere can be read and written. None is begun, and nothing is written.</summary>
    /// <param name="journal">The journal.</param>
    public static ArchiveSafetyCheck Journal(IJournalStore journal)
    {
        try
        {
            Try(journal);
            return Made("Journal", ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.CheckJournalWritable, journal.Location));
        }
        catch (UnusableFileException exception)
        {
            return Made("Journal", ReadinessStatus.Failed, exception.Message) with { Remedy = CoreMessages.RemedyPlace };
        }
    }

    /// <summary>Whether a quarantine can be written.</summary>
    /// <param name="path">Its full path; null where none is named.</param>
    public static ArchiveSafetyCheck Quarantine(string? path) => path is null
        ? Made("Quarantine", ReadinessStatus.Skipped, CoreMessages.CheckNoQuarantine)
        : Place("Quarantine", path, path, mayBeMade: true, RoomForQuarantine, () => { });

    /// <summary>Whether other modules brought other versions of this module's libraries into the process.</summary>
    /// <param name="others">What they brought: name, version and file.</param>
    /// <param name="isApart">Whether this module keeps its own apart.</param>
    public static ArchiveSafetyCheck Assemblies(IReadOnlyList<string> others, bool isApart) => new()
    {
        Category = "Process",
        Name = "Other modules' assemblies",
        Status = others.Count == 0 || isApart ? ReadinessStatus.Passed : ReadinessStatus.Failed,
        Because = others.Count == 0 ? CoreMessages.CheckAlone : DisplayText.Sentence(isApart ? CoreMessages.CheckApart : CoreMessages.CheckClash, string.Join("; ", others)),
        Remedy = others.Count == 0 || isApart ? "" : CoreMessages.RemedyClash,
        Source = CoreMessages.SourceAssemblies,
    };

    private static void Try(IJournalStore journal)
    {
        _ = journal.Read(JournalPosition.Start, new ProbeLedger());
        journal.TryWriting();
    }

    private static ArchiveSafetyCheck Place(string name, string path, string folder, bool mayBeMade, long needed, Action open)
    {
        try
        {
            open();
            if (!mayBeMade && !Directory.Exists(folder))
            {
                throw new IOException(DisplayText.Sentence(CoreMessages.CheckFolderMissing, folder));
            }

            // A folder that is not there yet is made in the nearest one that is.
            while (!Directory.Exists(folder))
            {
                folder = (File.Exists(folder) ? null : Path.GetDirectoryName(folder)) ?? throw new IOException(DisplayText.Sentence(CoreMessages.CheckFolderMissing, folder));
            }

            using (var tried = new DurableFile(Path.Combine(folder, "probe")))
            {
                tried.Stream.WriteByte(0);
            }

            return Room(folder) is not { } free ? Made(name, ReadinessStatus.Unknown, DisplayText.Sentence(CoreMessages.CheckRoomUnknown, path))
                : free < needed ? Made(name, ReadinessStatus.Failed, DisplayText.Sentence(CoreMessages.CheckNoRoom, path, ByteSize.Show(free), ByteSize.Show(needed))) with { Remedy = CoreMessages.RemedyRoom }
                : Made(name, ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.CheckWritable, path, ByteSize.Show(free)));
        }
        catch (UnusableFileException exception)
        {
            return Made(name, ReadinessStatus.Failed, exception.Message) with { Remedy = CoreMessages.RemedyPlace };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            return Made(name, ReadinessStatus.Failed, DisplayText.Sentence(CoreMessages.CheckNotWritable, path, exception.Message)) with { Remedy = CoreMessages.RemedyPlace };
        }
    }

    private static long? Room(string folder)
    {
        try
        {
            return new DriveInfo(OwnerOnly.IsWindows ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A share has no letter.
            return null;
        }
    }

    private static ArchiveSafetyCheck Made(string name, ReadinessStatus status, string because) =>
        new() { Category = Category, Name = name, Status = status, Because = because, Source = CoreMessages.SourceFiles };
}
