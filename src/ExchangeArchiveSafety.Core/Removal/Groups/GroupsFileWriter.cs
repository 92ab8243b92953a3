using System.Security.Cryptography;

namespace ExchangeArchiveSafety;

/// <summary>
/// Writes a groups file while groups are found. Only its owner can read it. Until <see cref="Complete"/> it carries another name, so that a search
/// that breaks off leaves no file that looks whole.
/// </summary>
public sealed class GroupsFileWriter : IDisposable
{
    private readonly string _path;
    private readonly DurableFile _file;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a groups file.</summary>
    /// <param name="path">The full path; an existing file is replaced at the end.</param>
    /// <param name="createdAtUtc">When the groups were found, UTC.</param>
    /// <exception cref="UnusableFileException">It cannot be written (<c>RemovalPlanNotWritable</c>).</exception>
    public GroupsFileWriter(string path, DateTime createdAtUtc)
        : this(path, createdAtUtc, DurableDisk.Real)
    {
    }

    /// <summary>The same on a disk of a test.</summary>
    internal GroupsFileWriter(string path, DateTime createdAtUtc, DurableDisk disk)
    {
        _path = path;
        _file = Guarded(() => new DurableFile(path, disk));
        try
        {
            Write(new GroupsFileLines.Header { CreatedAtUtc = createdAtUtc });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Groups written.</summary>
    public long Groups { get; private set; }

    /// <summary>Surplus copies written.</summary>
    public long Surplus { get; private set; }

    /// <summary>Adds a group.</summary>
    /// <param name="group">The group.</param>
    public void Add(ArchiveDuplicateGroup group)
    {
        Write(GroupsFileLines.Group.Of(group));
        Groups++;
        Surplus += group.Surplus.Count;
    }

    /// <summary>Says that the file is whole, puts it on the disk and gives it its name.</summary>
    public void Complete()
    {
        Write(new GroupsFileLines.Footer { End = true, Groups = Groups, Surplus = Surplus, Sha256 = LowerHex.Of(_digest.GetHashAndReset()) });
        _ = Guarded(() =>
        {
            _file.Finish();
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _digest.Dispose();
    }

    private void Write<T>(T line)
    {
        var bytes = GroupsFileLines.Write(line);
        _digest.AppendData(bytes);
        _ = Guarded(() =>
        {
            _file.Stream.Write(bytes, 0, bytes.Length);
            return true;
        });
    }

    private T Guarded<T>(Func<T> write) => GroupsFile.Format.Write(_path, write);
}
