/*
 * Stands between a process and its disk (LD_PRELOAD). What is done to files under DISK_FOLDER, and
 * every HTTP answer sent, is written in order to DISK_LOG, from which `disk.ts` says what a power
 * cut at any point would have left. While the file DISK_FULL exists, nothing more can be written.
 * At the write numbered DISK_KILL the process is killed.
 *
 * A record: kind (1 byte), offset (8), length of the path (4), length of the data (4), path, data.
 *   o  a file or the folder was opened, and made if it was not there
 *   w  written at the offset      t  cut to the offset
 *   s  synced                     u  unlinked              a  answered
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
static char *paths[MOST_FILES];
static const char *folder, *full;
static long left_to_live = -1;
static int journal = -1;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  folder = getenv("DISK_FOLDER");
  full = getenv("DISK_FULL");
  if (getenv("DISK_KILL")) left_to_live = atol(getenv("DISK_KILL"));
  const char *log = getenv("DISK_LOG");
  if (log) journal = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) { return folder && path && strncmp(path, folder, strlen(folder)) == 0; }
static char *path_of(int fd) { return fd >= 0 && fd < MOST_FILES ? paths[fd] : NULL; }
static void live(void) {
  if (left_to_live >= 0 && left_to_live-- == 0) kill(getpid(), SIGKILL);
}
static int is_full(void) { return full && syscall(SYS_faccessat, AT_FDCWD, full, F_OK) == 0; }

static void note(char kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
  if (journal < 0) return;
  uint32_t name = strlen(path);
  char head[17];
  head[0] = kind;
  memcpy(head + 1, &offset, 8);
  memcpy(head + 9, &name, 4);
  memcpy(head + 13, &length, 4);
  struct iovec parts[3] = {{head, 17}, {(void *)path, name}, {(void *)data, length}};
  pthread_mutex_lock(&order);
  syscall(SYS_writev, journal, parts, 3);
  pthread_mutex_unlock(&order);
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = dlsym(RTLD_NEXT, #name)

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < MOST_FILES) {
    free(paths[fd]);
    paths[fd] = watched(path) ? strdup(path) : NULL;
    if (paths[fd]) note('o', path, 0, "", 0);
  }
  return fd;
}

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return opened(real(path, flags, mode), path); \
  }
OPENS(open)
OPENS(open64)

int close(int fd) {
  REAL(close);
  if (path_of(fd)) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  return real(fd);
}

#define WRITES_AT(name, offset_type) \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
    REAL(name); \
    char *path = path_of(fd); \
    if (path && is_full()) return errno = ENOSPC, -1; \
    if (path) live(), note('w', path, offset, data, length); \
    return real(fd, data, length, offset); \
  }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

static void note_answer(int fd, const void *data, size_t length) {
  if (journal >= 0 && !path_of(fd) && length > 12 && memcmp(data, "HTTP/1.1 ", 9) == 0)
    note('a', "", 0, data, length);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  char *path = path_of(fd);
  if (path && is_full()) return errno = ENOSPC, -1;
  if (path) live(), note('w', path, lseek(fd, 0, SEEK_CUR), data, length);
  else note_answer(fd, data, length);
  return real(fd, data, length);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  char answer[4096];
  size_t length = 0;
  for (int i = 0; i < count && length + parts[i].iov_len <= sizeof answer; i++) {
    memcpy(answer + length, parts[i].iov_base, parts[i].iov_len);
    length += parts[i].iov_len;
  }
  note_answer(fd, answer, length);
  return real(fd, parts, count);
}

#define CUTS(name, offset_type) \
  int name(int fd, offset_type size) { \
    REAL(name); \
    if (path_of(fd)) note('t', path_of(fd), size, "", 0); \
    return real(fd, size); \
  }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

/* Noted once it is done: what was asked for and not done yet is not safe. */
#define SYNCS(name) \
  int name(int fd) { \
    REAL(name); \
    int failed = real(fd); \
    if (!failed && path_of(fd)) note('s', path_of(fd), 0, "", 0); \
    return failed; \
  }
SYNCS(fsync)
SYNCS(fdatasync)

int unlink(const char *path) {
  REAL(unlink);
  int failed = real(path);
  if (!failed && watched(path)) note('u', path, 0, "", 0);
  return failed;
}
