using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Whoever clears up never takes what somebody else is writing, also when both begin in the same moment.</summary>
public sealed class HeldFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _made;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("removed before it is held")]
    [InlineData("held by whoever clears up")]
    [InlineData("removed while it is made")]
    public void A_file_that_was_taken_for_a_leftover_is_made_again_under_another_name(string how)
    {
        FileStream Make(string path)
        {
            if (++_made > 2)
            {
                return Opened(path);
            }

            switch (how)
            {
                case "removed before it is held":
                    var file = Opened(path);
                    File.Delete(path);
                    return file;
                case "held by whoever clears up":
                    using (Opened(path))
                    {
                        return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
                    }

                default:
                    return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
            }
        }

        var (held, file) = HeldFile.Create(NewName, Make);
        using (file)
        {
            Assert.Equal(3, _made);
            Assert.Equal(_folder.File("3"), held);
            Assert.True(HeldFile.IsHeld(held));
        }

        Assert.False(HeldFile.IsHeld(held));
        Assert.False(HeldFile.IsHeld(_folder.File("none")));
    }

    [Fact]
    public void A_hold_is_for_one_alone_and_goes_with_its_file_also_where_a_killed_process_left_it()
    {
        var path = _folder.File("a.lock");
        File.WriteAllText(path, "");
        using (HeldFile.Take(path))
        {
            Assert.True(HeldFile.IsInUse(Assert.ThrowsAny<IOException>(() => HeldFile.Take(path))));
        }

        Assert.False(File.Exists(path));
        HeldFile.Take(path).Dispose();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void One_that_always_vanishes_is_given_up()
    {
        FileStream Make(string path)
        {
            _made++;
            var file = Opened(path);
            File.Delete(path);
            return file;
        }

        _ = Assert.Throws<FileNotFoundException>(() => HeldFile.Create(NewName, Make));
        Assert.Equal(10, _made);
    }

    [Fact]
    public void What_cannot_be_made_for_another_reason_is_tried_once()
    {
        FileStream Make(string path)
        {
            _made++;
            throw new DirectoryNotFoundException(path);
        }

        _ = Assert.Throws<DirectoryNotFoundException>(() => HeldFile.Create(NewName, Make));
        Assert.Equal(1, _made);
    }

    private string NewName() => _folder.File((_made + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static FileStream Opened(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
}
