/* Count the system calls that change something below a folder, and refuse or kill at one of them.
 *
 * Preloaded into every process of a run (calls.py compiles it and sets LD_PRELOAD).  What is to be
 * done stands in a file that all of them map, named by NOTHING_LOST_CALLS; so they count together.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { COUNT, REFUSE, REFUSE_ON, KILL };

struct control {
    long count;        /* calls so far */
    long at;           /* the call to act at, from 1 */
    int act;           /* what to do there */
    int error;         /* the errno of a refusal */
    char root[2048];   /* the folder; empty: nothing is counted */
    char hit[2048];    /* the call that was acted at */
};

static struct control *control;

__attribute__((constructor)) static void map_control(void)
{
    const char *name = getenv("NOTHING_LOST_CALLS");
    int handle = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (handle < 0) return;
    void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    close(handle);
    if (mapped != MAP_FAILED) control = mapped;
}

static int below(const char *path)
{
    size_t length = strlen(control->root);
    return length && !strncmp(path, control->root, length) && (path[length] == '/' || !path[length]);
}

static int name_of(int handle, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, size - 1);
    path[length > 0 ? length : 0] = 0;
    return length > 0;
}

static void whole(int folder, const char *path, char *made, size_t size)
{
    char base[4096] = "";
    if (path[0] == '/') {
        snprintf(made, size, "%s", path);
        return;
    }
    if (folder != AT_FDCWD) name_of(folder, base, sizeof base);
    else if (!getcwd(base, sizeof base)) base[0] = 0;
    snprintf(made, size, "%s/%s", base, path);
}

/* Return the errno to refuse this call with, 0 to let it pass. */
static int due(const char *call, const char *path)
{
    if (!below(path)) return 0;
    long n = __atomic_add_fetch(&control->count, 1, __ATOMIC_SEQ_CST);
    if (control->act == COUNT || n < control->at || (n > control->at && control->act != REFUSE_ON)) return 0;
    if (n == control->at) {
        snprintf(control->hit, sizeof control->hit, "%s %s", call, path + strlen(control->root));
        if (control->act == KILL) kill(0, SIGKILL);
    }
    return control->error;
}

static int due_at(const char *call, int folder, const char *path)
{
    char made[8192];
    if (!control || !path) return 0;
    int kept = errno;
    whole(folder, path, made, sizeof made);
    errno = kept;
    return due(call, made);
}

static int due_of(const char *call, int handle)
{
    char path[4096];
    if (!control) return 0;
    int kept = errno;
    int named = name_of(handle, path, sizeof path);
    errno = kept;
    return named ? due(call, path) : 0;
}

static int due_of_two(const char *call, int from, const char *old, int to, const char *new)
{
    char made[8192];
    if (!control) return 0;
    whole(to, new, made, sizeof made);
    return below(made) ? due(call, made) : due_at(call, from, old);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))
#define REFUSED(found) do { int why = (found); if (why) { errno = why; return -1; } } while (0)

#define OPENER(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); \
            mode = va_arg(more, mode_t); va_end(more); } \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) REFUSED(due_at("open", AT_FDCWD, path)); \
        return REAL(name)(path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); \
            mode = va_arg(more, mode_t); va_end(more); } \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) REFUSED(due_at("open", folder, path)); \
        return REAL(name)(folder, path, flags, mode); \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

#define OF_HANDLE(type, name, list, ...) \
    type name list { REFUSED(due_of(#name, handle)); return REAL(name)(__VA_ARGS__); }
OF_HANDLE(ssize_t, write, (int handle, const void *data, size_t size), handle, data, size)
OF_HANDLE(ssize_t, pwrite, (int handle, const void *data, size_t size, off_t at), handle, data, size, at)
OF_HANDLE(ssize_t, pwrite64, (int handle, const void *data, size_t size, off64_t at), handle, data, size, at)
OF_HANDLE(ssize_t, writev, (int handle, const struct iovec *parts, int count), handle, parts, count)
OF_HANDLE(ssize_t, pwritev, (int handle, const struct iovec *parts, int count, off_t at), handle, parts, count, at)
OF_HANDLE(ssize_t, pwritev64, (int handle, const struct iovec *parts, int count, off64_t at), handle, parts, count, at)
OF_HANDLE(ssize_t, sendfile, (int handle, int from, off_t *at, size_t size), handle, from, at, size)
OF_HANDLE(ssize_t, sendfile64, (int handle, int from, off64_t *at, size_t size), handle, from, at, size)
OF_HANDLE(int, fsync, (int handle), handle)
OF_HANDLE(int, fdatasync, (int handle), handle)
OF_HANDLE(int, ftruncate, (int handle, off_t size), handle, size)
OF_HANDLE(int, ftruncate64, (int handle, off64_t size), handle, size)
OF_HANDLE(int, fallocate, (int handle, int mode, off_t from, off_t size), handle, mode, from, size)
OF_HANDLE(int, fchmod, (int handle, mode_t mode), handle, mode)
OF_HANDLE(int, fchown, (int handle, uid_t owner, gid_t group), handle, owner, group)
OF_HANDLE(int, futimens, (int handle, const struct timespec times[2]), handle, times)

ssize_t copy_file_range(int from, off64_t *here, int handle, off64_t *there, size_t size, unsigned flags)
{
    REFUSED(due_of("copy_file_range", handle));
    return REAL(copy_file_range)(from, here, handle, there, size, flags);
}

#define OF_PATH(name, list, folder, ...) \
    int name list { REFUSED(due_at(#name, folder, path)); return REAL(name)(__VA_ARGS__); }
OF_PATH(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, mode)
OF_PATH(mkdirat, (int in, const char *path, mode_t mode), in, in, path, mode)
OF_PATH(unlink, (const char *path), AT_FDCWD, path)
OF_PATH(unlinkat, (int in, const char *path, int flags), in, in, path, flags)
OF_PATH(rmdir, (const char *path), AT_FDCWD, path)
OF_PATH(truncate, (const char *path, off_t size), AT_FDCWD, path, size)
OF_PATH(truncate64, (const char *path, off64_t size), AT_FDCWD, path, size)
OF_PATH(chmod, (const char *path, mode_t mode), AT_FDCWD, path, mode)
OF_PATH(fchmodat, (int in, const char *path, mode_t mode, int flags), in, in, path, mode, flags)
OF_PATH(utimensat, (int in, const char *path, const struct timespec times[2], int flags), in, in, path, times, flags)
OF_PATH(symlink, (const char *to, const char *path), AT_FDCWD, to, path)

#define OF_TWO(name, list, from, to, ...) \
    int name list { REFUSED(due_of_two(#name, from, old, to, new)); return REAL(name)(__VA_ARGS__); }
OF_TWO(rename, (const char *old, const char *new), AT_FDCWD, AT_FDCWD, old, new)
OF_TWO(renameat, (int from, const char *old, int to, const char *new), from, to, from, old, to, new)
OF_TWO(renameat2, (int from, const char *old, int to, const char *new, unsigned flags), from, to, from, old, to, new, flags)
OF_TWO(link, (const char *old, const char *new), AT_FDCWD, AT_FDCWD, old, new)
OF_TWO(linkat, (int from, const char *old, int to, const char *new, int flags), from, to, from, old, to, new, flags)
