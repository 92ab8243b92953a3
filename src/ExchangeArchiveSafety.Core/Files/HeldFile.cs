using System.Runtime.InteropServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Files that are held open by whoever is at work, which is how others tell them from what a killed process left behind: the system lets go of a file when its
/// process ends, however it ends.
/// </summary>
public static class HeldFile
{
    // Each is a coincidence of two moments; so many in a row are none.
    private const int MostAttempts = 10;

    /// <summary>
    /// Makes a file and holds it. A file is made in one step and held in the next, and in between somebody who clears up can take it for one that was left behind;
    /// then another is made.
    /// </summary>
    /// <typeparam name="T">The kind of stream.</typeparam>
    /// <param name="name">Gives a path that nobody has used, a new one each time.</param>
    /// <param name="make">Makes the file that must not be there yet, and opens it so that nobody else can hold it.</param>
    /// <returns>The path that was taken, and the file.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static (string Path, T File) Create<T>(Func<string> name, Func<string, T> make)
        where T : Stream
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = name();
            try
            {
                var file = make(path);
                if (File.Exists(path))
                {
                    return (path, file);
                }

                file.Dispose();
                if (attempt == MostAttempts)
                {
                    throw new FileNotFoundException("Somebody else removes what is written there.", path);
                }
            }
            catch (IOException exception) when (attempt < MostAttempts && (IsInUse(exception) || exception is FileNotFoundException))
            {
                // Whoever clears up has it open at this moment, or removed it before it was held.
            }
            catch (UnauthorizedAccessException) when (attempt < MostAttempts && Files.OwnerOnly.IsWindows)
            {
                // So does Windows call one that is being removed.
            }
        }
    }

    /// <summary>Takes a hold that everybody knows by its name, whether a killed process left its file or there is none. The file goes when it is let go of.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="IOException">Somebody else has it (<see cref="IsInUse"/>), or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static FileStream Take(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    /// <summary>Whether somebody holds a file. Where a file system cannot hold files for one alone, nobody ever does.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>False as well where there is no such file, or nobody can tell.</returns>
    public static bool IsHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException exception)
        {
            return IsInUse(exception);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a file could not be opened because somebody has it open. Everything else has another cause, and no waiting helps.</summary>
    /// <param name="exception">What opening it gave.</param>
    public static bool IsInUse(IOException exception)
    {
        const int SharingViolation = 0x20;
        const int LockViolation = 0x21;
        const int WouldBlock = 11;
        const int WouldBlockOnMac = 35;
        return Files.OwnerOnly.IsWindows ? (exception.HResult & 0xFFFF) is SharingViolation or LockViolation
            : exception.HResult == (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? WouldBlockOnMac : WouldBlock);
    }
}
