using System.Security.Cryptography;

namespace ExchangeArchiveSafety;

/// <summary>
/// Writes a plan file while groups are found. Only its owner can read it. Until <see cref="Complete"/> it carries another name, so that a search
/// that breaks off leaves no plan that looks whole.
/// </summary>
public sealed class RemovalPlanWriter : IDisposable
{
    private readonly string _path;
    private readonly DurableFile _file;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a plan file.</summary>
    /// <param name="path">The full path; an existing file is replaced at the end.</param>
    /// <param name="createdAtUtc">When the plan is made, UTC.</param>
    /// <exception cref="UnusableFileException">It cannot be written (<c>RemovalPlanNotWritable</c>).</exception>
    public RemovalPlanWriter(string path, DateTime createdAtUtc)
        : this(path, createdAtUtc, DurableDisk.Real)
    {
    }

    /// <summary>The same on a disk of a test.</summary>
    internal RemovalPlanWriter(string path, DateTime createdAtUtc, DurableDisk disk)
    {
        _path = path;
        _file = Guarded(() => new DurableFile(path, disk));
        try
        {
            Write(new RemovalPlanLines.Header { CreatedAtUtc = createdAtUtc });
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
        Write(RemovalPlanLines.Group.Of(group));
        Groups++;
        Surplus += group.Surplus.Count;
    }

    /// <summary>Says that the plan is whole, puts it on the disk and gives it its name.</summary>
    public void Complete()
    {
        Write(new RemovalPlanLines.Footer { End = true, Groups = Groups, Surplus = Surplus, Sha256 = LowerHex.Of(_digest.GetHashAndReset()) });
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
        var bytes = RemovalPlanLines.Write(line);
        _digest.AppendData(bytes);
        _ = Guarded(() =>
        {
            _file.Stream.Write(bytes, 0, bytes.Length);
            return true;
        });
    }

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableFileException(ErrorIds.RemovalPlanNotWritable, _path, DisplayText.Sentence(CoreMessages.RemovalPlanNotWritable, _path, exception.Message), exception);
        }
    }
}
