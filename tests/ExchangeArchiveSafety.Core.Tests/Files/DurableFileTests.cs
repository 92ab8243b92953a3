using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Whatever fails, the old file stays or the new one is whole.</summary>
public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Everything that writes a whole file, with each of its steps, over an older file and without.</summary>
    public static TheoryData<string, string, bool> Writers
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var writer in new[] { "file", "snapshot", "plan", "quarantine", "journal" })
            {
                // A journal is begun empty, and never replaced.
                foreach (var step in new[] { "create", "write", "flush", "rename", "directory" }.Where(step => writer != "journal" || step != "write"))
                {
                    data.Add(writer, step, false);
                    if (writer != "journal")
                    {
                        data.Add(writer, step, true);
                    }
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_step_that_fails_leaves_the_old_file_or_the_whole_new_one(string writer, string step, bool old)
    {
        var whole = Written(writer, "whole", null, old: false);
        var before = old ? Written(writer, "failed", null, old: true) : null;
        var disk = new FailingDisk(step);
        var error = Record.Exception(() => Written(writer, "failed", disk, old: false));
        Assert.True(error is IOException or UnusableFileException { InnerException: IOException }, step + ": " + error);
        Assert.EndsWith(": " + step, (error is IOException ? error : error!.InnerException)!.Message, StringComparison.Ordinal);
        Assert.True(disk.HasFailed);
        var left = Files("failed");
        if (step == "directory")
        {
            // The name is there; only whether it outlives a power cut is not known. A copy in quarantine gets its description after that, and has none yet.
            var path = PathOf(writer, "failed");
            Assert.Equal(writer == "quarantine" && !old ? null : whole.Length, left.GetValueOrDefault(path)?.Length);
        }
        else
        {
            Assert.Equal(before, left.GetValueOrDefault(PathOf(writer, "failed")));
        }

        Assert.DoesNotContain(left.Keys, file => Path.GetFileName(file).StartsWith(".partial-", StringComparison.Ordinal));
    }

    [Fact]
    public void The_folder_is_flushed_after_the_file_has_its_name_and_the_name_comes_after_the_content()
    {
        var disk = new FailingDisk("");
        DurableFile.Write(_folder.File("a"), [1, 2, 3], disk);
        Assert.Equal(["create", "write", "flush", "rename", "directory"], disk.Steps);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File("a")));
    }

    [Fact]
    public void The_folder_of_a_file_can_really_be_flushed_and_one_that_is_not_there_cannot()
    {
        DurableDisk.Real.FlushDirectoryOf(_folder.File("a"));
        if (!OperatingSystem.IsWindows())
        {
            _ = Assert.ThrowsAny<IOException>(() => DurableDisk.Real.FlushDirectoryOf(_folder.File("none", "a")));
        }
    }

    [Fact]
    public void What_killed_processes_left_is_removed_and_what_is_open_or_of_others_is_not()
    {
        var (left, mine) = (_folder.File($".partial-{Guid.NewGuid():N}-a.csv"), _folder.File(".partial-thoughts.csv"));
        File.WriteAllText(left, "half");
        File.WriteAllText(mine, "mine");
        using (var open = new DurableFile(_folder.File("b")))
        {
            DurableFile.RemoveUnfinished(_folder.Path);
            Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
            Assert.True(File.Exists(mine));
            open.Stream.WriteByte(1);
            open.Finish();
        }

        Assert.Equal(new[] { mine, _folder.File("b") }.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_is_written_whole_while_others_clear_up_beside_it()
    {
        using var done = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var clearing = Task.Factory.StartNew(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    DurableFile.RemoveUnfinished(_folder.Path);
                    _ = begun.TrySetResult();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await begun.Task;

        // Many, as only one of some hundreds meets the moment between its making and its being held.
        var disk = new HastyDisk();
        try
        {
            for (var number = 0; number < 5000; number++)
            {
                DurableFile.Write(_folder.File("a"), [(byte)number], disk);
            }
        }
        finally
        {
            await done.CancelAsync();
            await clearing;
        }

        Assert.Equal([_folder.File("a")], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Where_files_cannot_be_held_nothing_that_may_be_under_way_is_removed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // As on a network share, where the system holds no file that is written.
        var share = new SharedDisk();
        var left = _folder.File($".partial-{Guid.NewGuid():N}-a.csv");
        File.WriteAllText(left, "half");
        using (var open = new DurableFile(_folder.File("b"), share))
        {
            DurableFile.RemoveUnfinished(_folder.Path, share);
            Assert.True(File.Exists(left));
            open.Stream.WriteByte(1);
            open.Finish();
        }

        Assert.Equal([1], File.ReadAllBytes(_folder.File("b")));
        DurableFile.RemoveUnfinished(_folder.Path);
        Assert.Equal([_folder.File("b")], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Only_its_owner_can_read_it_from_the_first_byte_on()
    {
        if (OperatingSystem.IsWindows() || TestTenant.IsDesktopBuild)
        {
            return;
        }

        using var file = new DurableFile(_folder.File("a"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_folder.Path))));
        file.Finish();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("a")));
    }

    private string PathOf(string writer, string name) => writer == "quarantine"
        ? _folder.File(name, QuarantineFolder.Key("MBX", "P1") + ".json")
        : _folder.File(name, "it");

    /// <summary>Writes it, and gives what stands on the disk then.</summary>
    private byte[] Written(string writer, string name, DurableDisk? disk, bool old)
    {
        _ = Directory.CreateDirectory(_folder.File(name));
        var path = PathOf(writer, name);
        disk ??= DurableDisk.Real;
        var captured = old ? World.At(-9999) : World.At(0);
        switch (writer)
        {
            case "file":
                DurableFile.Write(path, Encoding.UTF8.GetBytes(old ? "old" : "the new content"), disk);
                break;
            case "snapshot":
                SnapshotFile.Save(path, new() { CapturedAtUtc = captured }, disk);
                break;
            case "plan":
                using (var plan = new GroupsFileWriter(path, captured, disk))
                {
                    plan.Complete();
                }

                break;
            case "quarantine":
                var item = new MailItem { Mailbox = "anna", ItemId = "P1", FolderPath = old ? "/Old" : "/Inbox" };
                var kept = new MailItem { Mailbox = "anna", ItemId = "A1", FolderPath = "/Inbox" };
                _ = new QuarantineFolder(_folder.File(name), _ => { }, disk).Save(new() { Mailbox = "anna", PrimaryMailboxId = "MBX", FolderId = "f", KeptFolderId = "k", Item = item, Kept = kept }, [1, 2, 3]);
                break;
            default:
                new JournalFile(path, _ => { }, disk).EnsureWritable();
                break;
        }

        return File.ReadAllBytes(path);
    }

    private Dictionary<string, byte[]> Files(string name) => Directory.GetFiles(_folder.File(name)).ToDictionary(file => file, File.ReadAllBytes);

    /// <summary>A disk that is asked for nothing that takes time.</summary>
    private sealed class HastyDisk : DurableDisk
    {
        public override void Flush(Stream file)
        {
        }

        public override void FlushDirectoryOf(string path)
        {
        }
    }

    /// <summary>A disk on which nobody can hold a file.</summary>
    private sealed class SharedDisk : DurableDisk
    {
        private const int Unlock = 8;

        public override Stream Create(string path)
        {
            var file = (FileStream)base.Create(path);
            Assert.Equal(0, Lock(file.SafeFileHandle.DangerousGetHandle().ToInt32(), Unlock));
            return file;
        }

        [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "flock", SetLastError = true)]
        [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
        private static extern int Lock(int descriptor, int operation);
    }

    private sealed class FailingDisk(string failing) : DurableDisk
    {
        public List<string> Steps { get; } = [];

        public bool HasFailed { get; private set; }

        public override Stream Create(string path)
        {
            Step("create");
            return new FailingStream(base.Create(path), () => Step("write"));
        }

        public override void Flush(Stream file)
        {
            Step("flush");
            base.Flush(((FailingStream)file).Inner);
        }

        public override void Rename(string from, string to)
        {
            Step("rename");
            base.Rename(from, to);
        }

        public override void FlushDirectoryOf(string path)
        {
            Step("directory");
            base.FlushDirectoryOf(path);
        }

        private void Step(string step)
        {
            Steps.Add(step);
            if (step == failing)
            {
                HasFailed = true;
                throw new IOException("No space left on device: " + step);
            }
        }
    }

    private sealed class FailingStream(Stream inner, Action writing) : Stream
    {
        private bool _isFull;

        public Stream Inner => inner;

        public override bool CanRead => false;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count)
        {
            _isFull = true;
            writing();
            _isFull = false;
            inner.Write(buffer, offset, count);
        }

        // What could not be written is tried again when it is closed.
        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            if (_isFull)
            {
                throw new IOException("No space left on device: close");
            }
        }
    }
}
